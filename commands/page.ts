export interface Page {
  title: string;
  /** Width of the text, in pixels. */
  width: number;
  /** Rules beyond those that every page has. */
  style: string;
  /** HTML. */
  body: string;
}

const STYLE = `
:root { color-scheme: light dark; --ink: #1c2024; --soft: #60646c; --paper: #ffffff; --card: #f7f8fa;
  --line: #d5d8de; --good: #1f8a4c; --bad: #d1242f; --warn: #b07d00; }
@media (prefers-color-scheme: dark) { :root { --ink: #edeef0; --soft: #a0a4ab; --paper: #15171a;
  --card: #1e2125; --line: #3a3f46; --good: #46b877; --bad: #ff6a6a; --warn: #e3b341; } }
body { font: 15px/1.5 system-ui, sans-serif; color: var(--ink); background: var(--paper); margin: 0 auto;
  padding: 32px 24px; }
h1 { font-size: 22px; } h2 { font-size: 16px; }
code, pre { font: 0.87em/1.5 ui-monospace, monospace; }
`;

/** One page with everything in it: no script, nothing fetched, readable without a network. */
export function page({ title, width, style, body }: Page): string {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<title>${escape(title)}</title>
<style>${STYLE}body { max-width: ${width}px; }${style}</style>
</head>
<body>
${body}
</body>
</html>
`;
}

const ENTITIES: Readonly<Record<string, string>> = {
  ...{ '&': '&amp;', '<': '&lt;', '>': '&gt;', '"': '&quot;', "'": '&#39;' },
};

/** Text as HTML and XML show it. */
export function escape(text: string): string {
  return text.replace(/[&<>"']/g, (character) => ENTITIES[character]!);
}
