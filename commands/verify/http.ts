import { exchange, type ExchangeOptions, type NoAnswer } from '../../servers/exchange.ts';

/** An HTTP answer in what the checks look at; status 0 means that none came. */
export interface Answer {
  status: number;
  body: Record<string, unknown>;
  /** Whether Kong let the request through to the upstream. */
  proxied: boolean;
  /** The server's own message, or why there was no answer. */
  said: string;
}

/** Makes one request and never throws. */
export async function request(url: string, options: ExchangeOptions = {}): Promise<Answer> {
  try {
    const { status, headers, text } = await exchange(url, options);
    const body = parseObject(text);
    return { status, body, proxied: 'x-kong-upstream-latency' in headers, said: messageOf(body) };
  } catch (error) {
    const { message, fix } = error as NoAnswer;
    const said = `no answer from ${new URL(url).origin}: ${message}${fix ? `; ${fix}` : ''}`;
    return { status: 0, body: {}, proxied: false, said };
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

/** Posts a form. */
export function postForm(url: string, form: Record<string, string>): Promise<Answer> {
  const headers = { 'content-type': 'application/x-www-form-urlencoded' };
  return request(url, { method: 'POST', headers, body: String(new URLSearchParams(form)) });
}

function parseObject(content: string): Record<string, unknown> {
  try {
    const value: unknown = JSON.parse(content);
    return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
  } catch {
    return {};
  }
}

/** Kong says `{"message":…}`, of an expired token `{"exp":"token expired"}`, and OAuth has a reason. */
function messageOf({ message, exp, error_reason, error }: Record<string, unknown>): string {
  return [message, exp, error_reason, error].find((part) => typeof part === 'string') ?? '';
}
