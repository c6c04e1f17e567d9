import { breaks, differs, opens, type Inputs, type Statement } from '../kind.ts';
import { valueAt } from '../values.ts';

/** Whether an API key is needed to log users in. */
export function loginGuard(name: string, before: Inputs, after: Inputs): Statement[] {
  const path = 'loginConfiguration.requireAuthentication';
  const [was, is] = [before, after].map((inputs) => valueAt(inputs, path) === true);
  const isNew = Object.keys(before).length === 0;
  if (is) return was || isNew ? [] : [differs(`Login to ${name} needs an API key now.`)];
  if (!was && !isNew) return [];
  return [
    opens(
      `Login to ${name} needs no API key: anybody may try passwords (requireAuthentication is off).`,
    ),
  ];
}

/** How long what is found at a path is good for. */
export function lifetime(
  what: string,
  before: Inputs,
  after: Inputs,
  path: string,
  unit: 'second' | 'minute' = 'second',
): Statement[] {
  const [from, to] = [before, after].map((inputs) => valueAt(inputs, path));
  if (from === to) return [];
  const longer = typeof from === 'number' && typeof to === 'number' && to > from;
  const text = `${what} live ${duration(to, unit)} instead of ${duration(from, unit)}.`;
  return [longer ? opens(`${text} One that leaks is good for longer.`) : differs(text)];
}

export function duration(time: unknown, unit: 'second' | 'minute' = 'second'): string {
  if (typeof time !== 'number') return "the tenant's time";
  const seconds = unit === 'minute' ? time * 60 : time;
  const units = [
    ['day', 86_400],
    ['hour', 3600],
    ['minute', 60],
  ] as const;
  const [name, size] = units.find(([, length]) => seconds % length === 0) ?? ['second', 1];
  return `${seconds / size} ${name}${seconds === size ? '' : 's'}`;
}

/** A value that is strict, and what is said when it is no longer the case, or from now on. */
export interface Strictness {
  path: string;
  strict: unknown;
  opens: string;
  breaks?: string;
}

/** What loosens, and what is refused from now on. A property that is not declared on both sides says nothing. */
export function tightness(
  what: string,
  before: Inputs,
  after: Inputs,
  rules: readonly Strictness[],
): Statement[] {
  return rules.flatMap(({ path, strict, ...says }) => {
    const [was, is] = [before, after].map((inputs) => valueAt(inputs, path));
    if (was === is || was === undefined) return [];
    if (was === strict) return [opens(`${what}: ${says.opens}.`)];
    return is === strict && says.breaks ? [breaks(`${what}: ${says.breaks}.`)] : [];
  });
}

/** What a tenant asks of passwords. */
export function passwordRules(tenant: string, before: Inputs, after: Inputs): Statement[] {
  const rules = 'passwordValidationRules';
  const asked = `Passwords in ${tenant}`;
  const [from, to] = [before, after].map((inputs) => valueAt(inputs, `${rules}.minLength`));
  const isShorter = typeof from === 'number' && typeof to === 'number' && to < from;
  return [
    ...(isShorter ? [opens(`${asked} may have ${to} characters instead of ${from}.`)] : []),
    ...tightness(asked, before, after, [
      { path: `${rules}.requireNonAlpha`, strict: true, opens: 'need no special character' },
      { path: `${rules}.requireNumber`, strict: true, opens: 'need no number' },
      { path: `${rules}.requiredMixedCase`, strict: true, opens: 'need no capital letter' },
      { path: `${rules}.disallowUserLoginId`, strict: true, opens: 'may be the login name' },
      { path: `${rules}.validateOnLogin`, strict: true, opens: 'are not checked at login' },
      { path: `${rules}.breachDetections.enabled`, strict: true, opens: 'may be known from leaks' },
      {
        path: `${rules}.rememberPreviousPasswords.enabled`,
        strict: true,
        opens: 'may be old ones',
      },
    ]),
  ];
}
