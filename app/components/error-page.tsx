import { isRouteErrorResponse, useRevalidator, useRouteError } from "@remix-run/react";
import { Banner, Page } from "@shopify/polaris";
import { z } from "zod";
import { OwnersList } from "./owners-list";
import { useStaff } from "./use-staff";

const ErrorBody = z.object({ error: z.object({ message: z.string() }) });

type Words = { title: string; text: string; tone: "critical" | "warning"; canRetry: boolean };

const REFUSED = "Your role does not allow this";

/** A page's ErrorBoundary: says what happened and what to do, and stays until it is solved. */
export function ErrorPage() {
  const { title, text, tone, canRetry } = describe(useRouteError());
  const { owners } = useStaff();
  const { revalidate, state } = useRevalidator();
  const retry = { content: "Try again", loading: state === "loading", onAction: () => void revalidate() };
  return (
    <Page title={title} backAction={{ content: "Home", url: "/app" }}>
      <Banner tone={tone} {...(canRetry ? { action: retry } : {})}>
        <p>{text}</p>
        {title === REFUSED ? <OwnersList owners={owners} /> : null}
      </Banner>
    </Page>
  );
}

function describe(error: unknown): Words {
  if (!isRouteErrorResponse(error)) {
    return {
      title: "This page could not be shown",
      text: "Something went wrong on our side. Nothing was lost; please try again.",
      tone: "critical",
      canRetry: true,
    };
  }
  const text = ErrorBody.safeParse(error.data).data?.error.message;
  switch (error.status) {
    case 404:
      return {
        title: "Not found",
        text: text ?? "This page does not exist. Choose another one from the menu.",
        tone: "warning",
        canRetry: false,
      };
    case 403:
      return {
        title: REFUSED,
        text: text ?? "Your role does not allow this.",
        tone: "warning",
        canRetry: false,
      };
    case 401:
      return {
        title: "You are signed out",
        text: "Your session in the Shopify admin has ended. Reload the page to sign in again.",
        tone: "warning",
        canRetry: false,
      };
    default:
      return {
        title: "This page could not be loaded",
        text: text ?? "Something went wrong on our side. Please try again.",
        tone: "critical",
        canRetry: true,
      };
  }
}
