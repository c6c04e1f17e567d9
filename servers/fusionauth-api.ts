import { ServerApi, type JsonObject, type Sent, type ServerOptions } from './server-api.ts';

/** FusionAuth's API: https://fusionauth.io/docs/apis/ */
export class FusionAuthApi extends ServerApi {
  constructor(options: ServerOptions) {
    super(
      'FusionAuth',
      'Its address is set by `pulumi config set fusionauth:host URL` or in FA_DOMAIN.',
      options,
    );
  }

  /** FusionAuth's 404 has no body: https://fusionauth.io/docs/apis/errors */
  protected saysNotFound(text: string): boolean {
    return text === '';
  }

  /**
   * The answer at that path; undefined if there is no such object.
   *
   * @param member what the answer always has: `tenant` for /api/tenant/ID.
   */
  get(path: string, member: string, sent: Sent = {}): Promise<JsonObject | undefined> {
    return this.fetch(
      path,
      sent,
      (answer) => typeof answer[member] === 'object' || typeof answer[member] === 'string',
    );
  }

  /** The answer of a list or a search: `member` holds what was found, and is left out where that is nothing. */
  async list(path: string, member: string): Promise<{ total: number; found: JsonObject[] }> {
    const fits = (answer: JsonObject) =>
      Array.isArray(answer[member]) ||
      Object.keys(answer).every((key) => ['total', 'nextResults'].includes(key));
    const answer = await this.fetch(path, {}, fits);
    const found = (answer?.[member] ?? []) as JsonObject[];
    return { total: Number(answer?.['total'] ?? found.length), found };
  }

  /** Merges into an object: plain JSON would add to its lists, a merge patch replaces them. */
  patch(path: string, body: Sent['body']): Promise<JsonObject | undefined> {
    return this.send('PATCH', path, {
      body,
      headers: { 'content-type': 'application/merge-patch+json' },
    });
  }

  /** Removes an object; that it is gone already is as good. */
  async remove(path: string): Promise<void> {
    await this.send('DELETE', path);
  }
}
