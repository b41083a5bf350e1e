import { describe, expect, it } from 'vitest';
import { hashPassword, isPassword } from '../src/accounts/password-hash.js';
import { refuseWeakPassword } from '../src/accounts/password-rules.js';

const check = (password: string) => refuseWeakPassword(password, { login: 'li.fang' });

describe('a password is refused', () => {
  it.each([
    ['eleven characters', 'horse 7 瓶盖花', '不足12个字符'],
    ['129 characters', `${'瓶盖'.repeat(64)}x`, '超过128个字符'],
    ['the same sign over and over', 'aaaaaaaaaaaaaaa', '反复出现'],
    ['a short piece over and over', '瓶盖x瓶盖x瓶盖x瓶盖x', '反复出现'],
    ['signs in their order', '4567890123456', '按顺序'],
    ['signs in their order backwards', 'zyxwvutsrqponm', '按顺序'],
    ['the product’s name', 'my DUBAN login 7', 'duban'],
    ['the trade’s name', '我在医保局门口种石榴树了', '医保'],
    ['its login', 'umbrella Li.Fang 77', 'li.fang'],
  ])('that is or has %s', async (_, password, why) => {
    await expect(check(password)).rejects.toMatchObject({
      code: 'password-refused',
      details: { reason: expect.stringContaining(why) },
    });
  });

  it.each(['1qaz2wsx3edc', 'Liverpool123', 'unbelievable', 'passwordpassword', 'administrator', 'qwertyuiop123'])(
    'that is among the most common ones of leaks: %s',
    async (password) => {
      await expect(check(password)).rejects.toMatchObject({ code: 'password-refused' });
    },
  );

  it('in words that do not repeat it', async () => {
    const refusal = await check('Liverpool123').catch((error: Error) => error);
    expect(JSON.stringify(refusal)).not.toMatch(/liverpool/i);
  });
});

describe('a password', () => {
  it.each([
    ['twelve letters of one kind', 'kqzvmrhtwoxe'],
    ['twelve Chinese characters', '石榴树下第七把黄铜的钥匙'],
    ['128 characters', [...'石榴树下第七把黄铜钥匙pomegranate key'].join('').padEnd(128, 'zxq 夏天')],
    ['blanks and signs', 'correct horse battery staple'],
  ])('may be of any composition: %s', async (_, password) => {
    await expect(check(password)).resolves.toBeUndefined();
  });

  it('is kept as argon2id with a salt of its own, exactly as it was typed', async () => {
    const password = ' 石榴 Umbrella 七点半 '.padEnd(128, 'ä̂x');
    const [one, two] = await Promise.all([hashPassword(password), hashPassword(password)]);
    expect(one).toMatch(/^\$argon2id\$v=19\$m=47104,t=1,p=1\$/);
    expect(one).not.toBe(two);
    expect(await isPassword(one, password)).toBe(true);
    for (const other of [password.trim(), password.toLowerCase(), password.slice(0, 127), password.normalize('NFD')])
      expect(await isPassword(one, other), JSON.stringify(other)).toBe(false);
    expect(await isPassword(null, password)).toBe(false);
    expect(await isPassword(null, 'of nobody')).toBe(false);
  });
});
