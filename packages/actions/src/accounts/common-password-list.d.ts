declare module 'fxa-common-password-list' {
  /** Mozilla's list (MPL-2.0): the passwords of eight signs and more among the million most common in leaks. */
  const list: { test(password: string): boolean };
  export = list;
}
