import { join } from 'node:path';
import { format } from 'prettier';
import { expect, it } from 'vitest';
import { editorSchema, settingsPage, settingsSchema } from '../../toolchain/settings-reference.ts';

const docs = join(import.meta.dirname, '../../docs');

// `npm test -- tests/settings/reference -u` writes both files anew.
it('docs/settings.md lists what the schema has', async () => {
  await expect(settingsPage()).toMatchFileSnapshot(join(docs, 'settings.md'));
});

it('docs/settings.schema.json is the schema, for editors', async () => {
  const text = await format(JSON.stringify(editorSchema('fusionauth-kong')), {
    parser: 'json',
    printWidth: 100,
  });
  await expect(text).toMatchFileSnapshot(join(docs, 'settings.schema.json'));
});

it('the top of the schema says what each setting means', () => {
  const { properties = {} } = settingsSchema();
  const silent = Object.entries(properties).filter(([, { description }]) => !description);
  expect(silent.map(([name]) => name)).toEqual([]);
});
