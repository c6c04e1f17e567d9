import type { Lambda, State } from '../documents.ts';
import type { ObjectKind } from '../object.ts';

/** What names a lambda, for the refusal to delete it. */
function users(lambda: Lambda, state: State): string[] {
  return state.applications
    .all()
    .filter((application) =>
      Object.values(application['lambdaConfiguration'] ?? {}).includes(lambda.id),
    )
    .map(({ name }) => `the application [${name}]`);
}

/** Functions that FusionAuth calls; those of type JWTPopulate are run. */
export const LAMBDA: ObjectKind<Lambda> = {
  name: 'lambda',
  plural: 'lambdas',
  path: '/api/lambda',
  scope: 'global',
  collection: (state) => state.lambdas,
  defaults: { debug: false, engineType: 'GraalJS' },
  kept: ['id', 'insertInstant', 'lastUpdateInstant'],
  rules: [
    { path: 'name', required: true },
    { path: 'type', required: true },
    { path: 'body', required: true },
  ],
  complete(draft, { existing, errors }) {
    if (existing && draft.type !== existing.type)
      errors.invalid('lambda.type', 'The type of a lambda cannot be changed.');
  },
  inUse(lambda, state, errors) {
    const names = users(lambda, state);
    if (names.length > 0) {
      errors.field(
        'inUse',
        'lambdaId',
        `The lambda with Id [${lambda.id}] cannot be deleted because it is used by ${names.join(', ')}.`,
      );
    }
  },
};
