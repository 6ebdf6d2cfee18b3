import { escapeHtml } from "~/lib/escape-html";

/** The beginning of a page that stands alone, up to its content: it runs nothing and loads nothing. */
export function pageStart(title: string, style: string): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escapeHtml(title)}</title>
<style>${style}</style>
</head>
<body>
`;
}

export const PAGE_END = "</body>\n</html>\n";
