/** Where the Shopify library sends someone who opens the app outside of the admin. */
export default function OpenFromAdmin() {
  return (
    <main
      style={{
        fontFamily: "system-ui, sans-serif",
        maxWidth: "34rem",
        margin: "4rem auto",
        padding: "0 1rem",
        lineHeight: 1.5,
      }}
    >
      <h1 style={{ fontSize: "1.25rem" }}>Open Inhouse in your Shopify admin</h1>
      <p>
        This app works inside the admin of a shop. Sign in to Shopify, choose your shop, and open Apps, then Inhouse.
      </p>
      <p>
        <a href="https://admin.shopify.com">Go to the Shopify admin</a>
      </p>
    </main>
  );
}
