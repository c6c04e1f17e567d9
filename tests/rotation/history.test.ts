import { describe, expect, it } from 'vitest';
import { longestLifetimeSince, readHistory, signsSince } from '../../commands/rotate/history.ts';
import { updateShape } from '../../commands/shared/stack/shapes.ts';
import { readSettings } from '../../settings/read.ts';

const at = (minute: number) => Date.parse('2026-11-23T12:00:00Z') + minute * 60_000;

/** An entry as the CLI prints it; updates take half a minute here. */
function entry(minute: number, applications: unknown, more: object = {}): object {
  return {
    kind: 'update',
    result: 'succeeded',
    startTime: new Date(at(minute)).toISOString(),
    endTime: new Date(at(minute) + 30_000).toISOString(),
    config: { 'fusionauth-kong:applications': { value: JSON.stringify(applications) } },
    ...more,
  };
}

const shop = (tokenLifetimeSeconds: number, signing = 'main') => [
  { name: 'shop', tokenLifetimeSeconds, keys: [{ name: signing }] },
];

/** The CLI prints the newest first. */
const printed = (entries: object[]) => entries.reverse().map((one) => updateShape.parse(one));
const read = (...entries: object[]) =>
  readHistory(printed(entries), { kind: 'application', name: 'shop' });

describe("the stack's history", () => {
  it('tells the longest lifetime since a key was made', () => {
    const past = read(entry(0, shop(9000)), entry(10, shop(600)), entry(20, shop(60)));
    expect(longestLifetimeSince(past, at(0) + 10_000, 0)).toBe(9000);
    // A key that the update at minute 10 made was never used with the settings before it.
    expect(longestLifetimeSince(past, at(10) + 10_000, 0)).toBe(600);
    expect(longestLifetimeSince(past, at(20) + 10_000, 0)).toBe(60);
  });

  it('counts what an update asked for that failed', () => {
    const past = read(entry(0, shop(60)), entry(1, shop(999), { result: 'failed' }));
    expect(longestLifetimeSince(past, at(0), 0)).toBe(999);
  });

  it('does not count previews and refreshes', () => {
    const past = read(entry(0, shop(60)), entry(1, shop(999), { kind: 'refresh' }));
    expect(longestLifetimeSince(past, at(0), 0)).toBe(60);
  });

  it('uses the defaults of the settings', () => {
    const { tokenLifetimeSeconds, keys } = readSettings({
      'fusionauth-kong:issuer': 'https://login.example.com',
      'fusionauth-kong:tenant': 'shop',
      'fusionauth-kong:gatewayUrl': 'https://api.example.com',
      'fusionauth-kong:keyClaim': 'kid',
      'fusionauth-kong:applications': '[{"name":"shop"}]',
      'fusionauth-kong:apis':
        '[{"name":"a","upstream":"http://a","routes":[{"name":"a","paths":["/a"]}]}]',
    }).applications[0]!;
    const past = read(entry(0, [{ name: 'shop' }]));
    expect(longestLifetimeSince(past, at(0), 0)).toBe(tokenLifetimeSeconds);
    expect(signsSince(past, keys[0]!.name)).toBe(at(0) + 30_000);
  });

  it('tells the past of a machine from the time on when stacks had machines', () => {
    const machines = [{ name: 'exporter', tokenLifetimeSeconds: 60, keys: [{ name: 'main' }] }];
    const config = (list: unknown) => ({
      config: {
        'fusionauth-kong:applications': { value: JSON.stringify(shop(9000)) },
        'fusionauth-kong:machines': { value: JSON.stringify(list) },
      },
    });
    const entries = [
      entry(15, [], config(machines)),
      entry(10, [], config([])),
      entry(0, shop(9000)),
    ];
    const past = readHistory(printed(entries.reverse()), { kind: 'machine', name: 'exporter' });
    expect(longestLifetimeSince(past, at(15) + 10_000, 0)).toBe(60);
    expect(signsSince(past, 'main')).toBe(at(15) + 30_000);
  });

  it('tells nothing about a time before it', () => {
    expect(longestLifetimeSince(read(entry(5, shop(60))), at(0), 0)).toBeUndefined();
    expect(longestLifetimeSince([], at(0), 0)).toBeUndefined();
  });

  it('allows for clocks that differ', () => {
    const past = read(entry(0, shop(600)), entry(10, shop(60)));
    // Made by the update at minute 0, by a clock that is two minutes behind, or eleven ahead.
    expect(longestLifetimeSince(past, at(-2), 120_000)).toBe(600);
    expect(longestLifetimeSince(past, at(11), 660_000)).toBe(600);
  });

  it('pulumi/pulumi#5717: does not reach back beyond an entry that cannot be read', () => {
    const past = read(entry(0, shop(9000)), entry(5, 'damaged'), entry(10, shop(60)));
    expect(longestLifetimeSince(past, at(0), 0)).toBeUndefined();
    expect(longestLifetimeSince(past, at(10), 0)).toBe(60);
  });

  it('tells since when a key signs without a break', () => {
    const past = read(
      entry(0, shop(60, 'a')),
      entry(1, shop(60, 'b')),
      entry(2, shop(60, 'a')),
      entry(3, shop(60, 'b'), { result: 'failed' }),
      entry(4, shop(60, 'a')),
    );
    expect(signsSince(past, 'a')).toBe(at(2) + 30_000);
  });
});
