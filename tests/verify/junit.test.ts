import fc from 'fast-check';
import { expect, test } from 'vitest';
import { asJUnit } from '../../commands/verify/report.ts';

const passed = { name: 'token', expected: 200, status: 200, said: '', passed: true };
const refused = { name: 'login', expected: 200, status: 401, said: 'no "key" <a>&', passed: false };
const silent = { name: 'no token', expected: 401, status: 0, said: 'no answer', passed: false };

test('each check is a test case, and a failed one says what came instead', () => {
  expect(asJUnit('dev', [passed, refused, silent])).toBe(
    [
      '<?xml version="1.0" encoding="UTF-8"?>',
      '<testsuite name="verify dev" tests="3" failures="2">',
      '  <testcase classname="verify" name="token"/>',
      '  <testcase classname="verify" name="login">',
      '    <failure message="expected 200, got 401">no &quot;key&quot; &lt;a&gt;&amp;</failure>',
      '  </testcase>',
      '  <testcase classname="verify" name="no token">',
      '    <failure message="expected 401, got no answer">no answer</failure>',
      '  </testcase>',
      '</testsuite>',
      '',
    ].join('\n'),
  );
});

test('nothing that a server says leaves its place or is no XML', () => {
  const unit = fc.constantFrom(
    '<',
    '>',
    '&',
    '"',
    ']]>',
    '\u0000',
    '\u001f',
    '\t',
    '\n',
    'a',
    '\uffff',
  );
  fc.assert(
    fc.property(fc.string({ unit }), (said) => {
      const xml = asJUnit('dev', [{ ...refused, said }]);
      const text = /<failure message="[^"]*">([^<]*)<\/failure>/.exec(xml)?.[1];
      return text !== undefined && /^([\t\na\ufffd]|&(amp|lt|gt|quot);|\])*$/.test(text);
    }),
  );
});
