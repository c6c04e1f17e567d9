import { Agent, request } from 'node:http';
import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import type { Step, Target } from './case.ts';

/** An answer as it came over the wire. */
export interface RawAnswer {
  status: number;
  headers: Record<string, string>;
  text: string;
}

const agent = new Agent({ keepAlive: true });

/** Sends one step to `target`. */
export async function send(target: Target, step: Step): Promise<RawAnswer> {
  const words = step.request.split(' ');
  const base = words[0] === 'proxy' ? target.proxy : target.admin;
  const [method = 'GET', path = '/'] = words[0] === 'proxy' ? words.slice(1) : words;
  const { type, body } = bodyOf(step);
  const headers: Record<string, string | string[]> = {};
  if (type !== undefined) headers['content-type'] = type;
  if (body !== undefined) headers['content-length'] = String(Buffer.byteLength(body));
  for (const [name, value] of Object.entries(step.headers ?? {})) {
    headers[name] = typeof value === 'string' ? value : [...value];
  }
  const outgoing = request({
    host: base.hostname,
    port: base.port,
    method,
    path,
    headers,
    agent,
  });
  outgoing.end(body);
  const [incoming] = (await once(outgoing, 'response')) as [IncomingMessage];
  const chunks: Buffer[] = [];
  for await (const chunk of incoming) chunks.push(chunk as Buffer);
  return {
    status: incoming.statusCode ?? 0,
    headers: Object.fromEntries(
      Object.entries(incoming.headers).map(([name, value]) => [
        name,
        Array.isArray(value) ? value.join(' | ') : (value ?? ''),
      ]),
    ),
    text: Buffer.concat(chunks).toString(),
  };
}

function bodyOf(step: Step): { type?: string; body?: string } {
  if (step.json !== undefined) return { type: 'application/json', body: JSON.stringify(step.json) };
  if (step.form) {
    const body = new URLSearchParams(
      step.form.map(([name, value]): [string, string] => [name, value]),
    ).toString();
    return { type: 'application/x-www-form-urlencoded', body };
  }
  if (step.multipart) {
    const boundary = 'parity-boundary';
    const parts = Object.entries(step.multipart).map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"; filename="${name}.txt"\r\n` +
        `Content-Type: application/octet-stream\r\n\r\n${value}\r\n`,
    );
    return {
      type: `multipart/form-data; boundary=${boundary}`,
      body: `${parts.join('')}--${boundary}--\r\n`,
    };
  }
  return step.text === undefined ? {} : { body: step.text };
}
