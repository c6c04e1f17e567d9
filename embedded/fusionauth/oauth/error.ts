import { Refusal } from '../errors.ts';

/** Why an OAuth request is refused: `error` is an RFC's, `error_reason` FusionAuth's own. */
export interface OauthProblem {
  error: string;
  error_reason: string;
  error_description: string;
  change_password_id?: string;
}

export const problem = (error: string, reason: string, description: string): OauthProblem => ({
  error,
  error_description: description,
  error_reason: reason,
});

/** Ends the request with the problem as JSON. */
export const oauthError = (
  status: 400 | 401 | 403,
  error: string,
  reason: string,
  description: string,
): Refusal => new Refusal(status, problem(error, reason, description));

/** Reads an OAuth request's form; one parameter twice is a request that two parties read differently. */
export function formOf(body: string): URLSearchParams {
  const form = new URLSearchParams(body);
  for (const name of new Set(form.keys())) {
    if (form.getAll(name).length > 1) {
      throw oauthError(400, 'invalid_request', 'unknown', `The parameter [${name}] is repeated.`);
    }
  }
  return form;
}
