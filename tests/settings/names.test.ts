import { describe, expect, it } from 'vitest';
import { besideOwner, formerNames, names } from '../../catalogue/names.ts';

/** Applications shop and shop-admin, APIs orders and orders-admin. */
describe('pulumi/pulumi#4625: logical names of what two names stand for', () => {
  it.each([
    ['role', names.role('shop', 'admin-clerk'), names.role('shop-admin', 'clerk')],
    [
      'registration',
      names.registration('shop', 'admin-ann@example.com'),
      names.registration('shop-admin', 'ann@example.com'),
    ],
    ['signing key', names.signingKey('shop', 'admin-main'), names.signingKey('shop-admin', 'main')],
    [
      'credential',
      names.credential('shop', 'kid', 'admin-main'),
      names.credential('shop-admin', 'kid', 'main'),
    ],
    [
      'permission',
      names.permission('orders', 'admin-read'),
      names.permission('orders-admin', 'read'),
    ],
    ['grant', names.grant('orders', 'admin-till'), names.grant('orders-admin', 'till')],
    ['route', names.route('orders', 'admin-list'), names.route('orders-admin', 'list')],
  ])('a %s has one that no other can have', (_, one, other) => {
    expect(one).not.toBe(other);
  });

  it('are those of states of earlier releases but for the slash', () => {
    expect(formerNames.route('orders', 'list')).toBe('orders-list');
    expect(besideOwner('orders', formerNames.route('orders', 'list'))).toBe('list');
    expect(besideOwner('orders', names.route('orders', 'list'))).toBe('list');
  });
});
