import type { Properties, Property } from './properties.ts';
import { isGiven, isObject } from './values.ts';
import type { Value, Values } from './values.ts';

/** Shorter texts stand in too many messages by chance. */
const SHORTEST = 4;

/** Takes secret values out of an error's message: servers quote what they refuse. */
export function redact(error: unknown, properties: Properties, ...bags: Values[]): unknown {
  if (!(error instanceof Error)) return error;
  for (const bag of bags) {
    for (const value of secretTexts({ type: 'block', properties }, bag)) {
      error.message = error.message.replaceAll(value, '[secret]');
    }
  }
  return error;
}

function secretTexts(property: Property, value: Value | undefined): string[] {
  if (!isGiven(value)) return [];
  if (property.secret) {
    return typeof value === 'string' && value.length >= SHORTEST ? [value] : [];
  }
  const { items, properties = {} } = property;
  if (Array.isArray(value)) return items ? value.flatMap((item) => secretTexts(items, item)) : [];
  if (!isObject(value)) return [];
  return Object.entries(properties).flatMap(([name, one]) => secretTexts(one, value[name]));
}
