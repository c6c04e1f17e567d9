/** An HTTP answer in what the checks look at; status 0 means that none came. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** The server's own message, or why there was no answer. */
  said: string;
}

const TIMEOUT_MS = 10_000;

/** Makes one request and never throws. */
export async function request(url: string, init: RequestInit = {}): Promise<Answer> {
  try {
    const response = await fetch(url, { ...init, signal: AbortSignal.timeout(TIMEOUT_MS) });
    const body = parseObject(await response.text());
    return { status: response.status, body, said: messageOf(body) };
  } catch (error) {
    const cause = error instanceof Error ? (error.cause ?? error) : error;
    return { status: 0, body: {}, said: `no answer from ${new URL(url).origin}: ${String(cause)}` };
  }
}

/** Posts JSON. */
export function postJson(
  url: string,
  body: unknown,
  headers: Record<string, string> = {},
): Promise<Answer> {
  const all = { 'content-type': 'application/json', ...headers };
  return request(url, { method: 'POST', headers: all, body: JSON.stringify(body) });
}

function parseObject(text: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Kong says `{"message":…}`, and of an expired token `{"exp":"token expired"}`. */
function messageOf({ message, exp }: Record<string, unknown>): string {
  return [message, exp].find((text) => typeof text === 'string') ?? '';
}
