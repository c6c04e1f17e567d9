import { describe, expect, it } from 'vitest';
import { goVulnerabilities, judge, npmVulnerabilities } from '../../commands/supply-chain/audit.ts';
import { exceptions } from '../../commands/supply-chain/exceptions.ts';

const GHSA = 'GHSA-aaaa-bbbb-cccc';
const today = new Date('2026-11-25T12:00:00Z');
const found = [{ id: GHSA, part: 'left', title: 'Reads too far' }];
const exception = (until: string) => ({
  id: GHSA,
  why: 'Nothing here calls that function.',
  until,
});

describe('the audit', () => {
  it('reads what npm found, once where others depend on it', () => {
    const via = [{ url: `https://github.com/advisories/${GHSA}`, title: 'Reads too far' }];
    const vulnerabilities = { left: { via }, right: { via: ['left'] } };
    expect(npmVulnerabilities(JSON.stringify({ vulnerabilities }))).toEqual(found);
  });

  it('fails where npm could not ask', () => {
    const text = JSON.stringify({ message: '405 Method Not Allowed', statusCode: 405 });
    expect(() => npmVulnerabilities(text)).toThrow('405 Method Not Allowed');
  });

  it('reads what govulncheck found of what is called', () => {
    const messages = [
      { config: { scanner_name: 'govulncheck' } },
      { osv: { id: 'GO-2026-1', summary: 'Panics' } },
      { osv: { id: 'GO-2026-2', summary: 'Is not called' } },
      { finding: { osv: 'GO-2026-1', trace: [{ module: 'example.com/a' }] } },
      { finding: { osv: 'GO-2026-1', trace: [{ module: 'example.com/a', function: 'Read' }] } },
      { finding: { osv: 'GO-2026-2', trace: [{ module: 'example.com/b' }] } },
    ];
    const text = messages.map((one) => JSON.stringify(one, null, 2)).join('\n');
    expect(goVulnerabilities(text)).toEqual([
      { id: 'GO-2026-1', part: 'example.com/a', title: 'Panics' },
    ]);
  });

  it.each([
    ['none', [], [`${GHSA} in left: Reads too far`]],
    ['one that holds', [exception('2026-11-25')], []],
    ['one that has run out', [exception('2026-11-24')], [`${GHSA} in left: Reads too far`]],
  ])('with %s for an exception', (_, some, said) => {
    expect(judge(found, some, today)).toEqual(said);
  });

  it('names an exception that is of nothing any more', () => {
    expect(judge([], [exception('2027-01-01')], today)).toEqual([
      `${GHSA}: the exception is of nothing any more; take it out`,
    ]);
  });

  it('has exceptions that say why, and until when', () => {
    expect(() => exceptions()).not.toThrow();
  });
});
