import type { Client } from './facts.ts';
import type { Step } from './plan.ts';

/** A client in a sentence: `machine exporter`. */
export function nameOf({ kind, name }: Client): string {
  return `${kind} ${name}`;
}

/** A client at the head of a text: `Machine exporter`. */
export function titleOf(client: Client): string {
  const name = nameOf(client);
  return name.charAt(0).toUpperCase() + name.slice(1);
}

/** The flag by which `npm run rotate` is told the client. */
export function flagOf({ kind, name }: Client): string {
  return `--${kind} ${name}`;
}

/** An instant to the second, rounded up: nobody is told to come too early. */
export function instant(ms: number): string {
  return new Date(Math.ceil(ms / 1000) * 1000).toISOString().replace('.000', '');
}

/** What a step does, as an order. */
export function describeStep({ action, key }: Step): string {
  return {
    deploy: `deploy what is edited (${key})`,
    add: `add key ${key} as verifying`,
    promote: `sign with key ${key}, and only verify with the one before`,
    retire: `retire key ${key}`,
    remove: `remove the entry of key ${key}`,
  }[action];
}

/** What would happen if a step were made before its time. */
export function whyNotYet({ action }: Step): string {
  return action === 'retire'
    ? 'tokens that it signed may still be alive, and Kong would answer 401 to them.'
    : "some of Kong's workers may not know its credential, and would answer 401 to its tokens.";
}
