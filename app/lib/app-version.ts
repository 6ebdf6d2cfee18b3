declare const __APP_VERSION__: string | undefined;

/** The version of package.json, put in by the build; "dev" when nothing was built. */
export const APP_VERSION: string = typeof __APP_VERSION__ === "string" ? __APP_VERSION__ : "dev";
