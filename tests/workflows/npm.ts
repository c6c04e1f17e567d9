// Stands in for npm in the scripts of workflows: notes the arguments, writes the report that is asked for, prints
// FAKE_OUTPUT and exits as FAKE_EXIT_CODE says.
import { writeFileSync } from 'node:fs';
import { readState, writeState } from './state.ts';

const args = process.argv.slice(2);
const file = process.env['FAKE_STATE']!;
const state = readState(file);
state.npm.push(args.join(' '));
writeState(file, state);

const at = args.findIndex((arg) => arg === '--markdown' || arg === '--junit');
const report = process.env['FAKE_REPORT'];
if (at >= 0 && report !== undefined) writeFileSync(args[at + 1]!, report);
console.log(process.env['FAKE_OUTPUT'] ?? 'what the command prints');
process.exitCode = Number(process.env['FAKE_EXIT_CODE'] ?? 0);
