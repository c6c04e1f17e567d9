import { expect, it } from 'vitest';
import { given, problemsWith } from './given.ts';

const applications = (...users: object[][]) =>
  users.map((listed, index) => ({ name: `application-${index}`, users: listed }));

it('a user needs something to log in by', () => {
  const [problem, ...others] = problemsWith({ applications: applications([{ firstName: 'Ann' }]) });
  expect(others).toEqual([]);
  expect(problem).toMatchObject({
    key: 'applications[0].users[0]',
    fault: 'must have email or username',
  });
});

it('a user of two applications is the same in both', () => {
  const email = 'ann@example.com';
  const listed = applications([{ email, firstName: 'Ann' }], [{ email, firstName: 'Anna' }]);
  expect(problemsWith({ keyClaim: 'kid', applications: listed })).toMatchObject([
    {
      key: 'applications[1].users[0].firstName',
      fault: 'is otherwise in applications[0].users[0].firstName, for the same user',
    },
  ]);
});

it('a username is that of one user', () => {
  const listed = applications([
    { email: 'ann@example.com', username: 'ann' },
    { email: 'anna@example.com', username: 'ANN' },
  ]);
  const keys = problemsWith({ applications: listed }).map(({ key }) => key);
  expect(keys).toContain('applications[0].users[].username');
});

it('a day without quotes is a day', () => {
  // As Pulumi hands it over.
  const birthDate = '1990-12-31 00:00:00 +0000 UTC';
  const listed = applications([{ email: 'ann@example.com', birthDate }]);
  expect(given({ applications: listed }).applications[0]!.users[0]!.birthDate).toBe('1990-12-31');
});
