import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PluginClient } from '../providers/support/provider-client.ts';
import { embeddedPlugin } from './official.ts';
import { live } from './parity/live.ts';
import { lives } from './parity/lives.ts';
import { readRecording, recorded } from './parity/recording.ts';
import { startRecorder } from './recorder.ts';
import type { Recorder } from './recorder.ts';

// What the official provider answered and sent is recorded: node tests/fusionauth/parity/record.ts
const recording = readRecording();
let server: Recorder;
let plugin: PluginClient;

beforeAll(async () => {
  server = await startRecorder();
  plugin = await embeddedPlugin(server.url);
});
afterAll(async () => {
  await plugin.stop();
  await server.stop();
});

test.each(lives)('$name: every step as with the official provider', async (life) => {
  expect(recorded(await live(life, plugin, server))).toEqual(recording[life.name]);
});
