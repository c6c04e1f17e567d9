import { html } from 'hono/html';
import type { Application, OauthConsent, State } from '../documents.ts';
import { at } from '../json.ts';
import { PROVIDED_SCOPES, RESERVED_SCOPES } from '../kinds/scope.ts';
import { hidden } from './page.ts';
import type { Markup } from './page.ts';
import { scopesOf } from './scopes.ts';

/** What a user is asked to allow. */
interface Question {
  name: string;
  message: string;
  detail: string;
  /** Such a scope cannot be left out: the user allows it or cancels. */
  required: boolean;
}

const PROVIDED: Record<string, string> = {
  address: 'See your address',
  email: 'See your e-mail address',
  phone: 'See your telephone number',
  profile: 'See your name and your profile',
};

/** What has to be consented to: the application of somebody else asks for all but what OpenID Connect itself needs. */
export function questions(application: Application, scope: string): Question[] {
  const { relationship, consentMode } = application.oauthConfiguration;
  if (relationship !== 'ThirdParty' || consentMode === 'NeverPrompt') return [];
  return scopesOf(scope)
    .filter((name) => !RESERVED_SCOPES.includes(name))
    .map((name) => question(application, name))
    .sort((a, b) => Number(b.required) - Number(a.required));
}

function question(application: Application, name: string): Question {
  const own = application.scopes.find((one) => one.name === name);
  const policy = `providedScopePolicy.${name}.required`;
  return {
    name,
    message: own?.defaultConsentMessage ?? PROVIDED[name] ?? name,
    detail: own?.defaultConsentDetail ?? '',
    required: PROVIDED_SCOPES.includes(name)
      ? at(application.oauthConfiguration, policy) === true
      : own?.required === true,
  };
}

const idOf = (application: Application, userId: string) => `${userId}:${application.id}`;

const remembers = (application: Application) =>
  application.oauthConfiguration['consentMode'] === 'RememberDecision';

/** What the user decided before, if that answers all the questions of today. */
export function remembered(
  state: State,
  application: Application,
  userId: string,
  asked: readonly Question[],
): OauthConsent | undefined {
  if (!remembers(application)) return undefined;
  const known = state.consents.get(idOf(application, userId));
  if (!known || known.expiresInstant <= Date.now()) return undefined;
  const answered = asked.every(({ name, required }) =>
    required
      ? known.approved.includes(name)
      : [...known.approved, ...known.declined].includes(name),
  );
  return answered ? known : undefined;
}

/** Keeps a decision, where the application says so, beside those on scopes that were not asked for this time. */
export function remember(
  state: State,
  application: Application,
  userId: string,
  asked: readonly Question[],
  granted: readonly string[],
): void {
  if (!remembers(application)) return;
  const id = idOf(application, userId);
  const known = state.consents.get(id);
  const names = asked.map(({ name }) => name);
  const others = (list: readonly string[] | undefined) =>
    (list ?? []).filter((name) => !names.includes(name));
  const tenant = state.tenants.get(application.tenantId);
  const seconds = at(
    tenant,
    'externalIdentifierConfiguration.rememberOAuthScopeConsentChoiceTimeToLiveInSeconds',
  );
  state.consents.put(id, {
    id,
    userId,
    applicationId: application.id,
    approved: [...others(known?.approved), ...granted],
    declined: [...others(known?.declined), ...names.filter((name) => !granted.includes(name))],
    expiresInstant: Date.now() + Number(seconds ?? 2_592_000) * 1000,
  });
}

/** The scope that the user grants: what was asked for, without what it left out. */
export function consented(
  scope: string,
  asked: readonly Question[],
  allowed: readonly string[],
): string {
  const left = asked.filter(({ name, required }) => !required && !allowed.includes(name));
  return scopesOf(scope)
    .filter((name) => !left.some((one) => one.name === name))
    .join(' ');
}

/** The form that asks the user. */
export const consentForm = (
  action: string,
  fields: Iterable<readonly [string, string]>,
  asked: readonly Question[],
): Markup =>
  html`<form method="post" action="${action}">
    ${hidden(fields)}
    <ul>
      ${asked.map(
        ({ name, message, detail, required }) =>
          html`<li>
            <label>
              <input
                type="checkbox"
                name="scope.${name}"
                value="true"
                checked
                ${required ? html`disabled` : html``}
              />
              ${message}
            </label>
            ${detail ? html`<p>${detail}</p>` : html``}
          </li>`,
      )}
    </ul>
    <button name="decision" value="allow">Allow</button>
    <button name="decision" value="cancel">Cancel</button>
  </form>`;
