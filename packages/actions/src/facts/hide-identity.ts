/** 18 digits of an identity number standing alone, also in full-width digits. */
const IDENTITY_NUMBER = /(?<![0-9A-Za-z０-９])[0-9０-９]{17}[0-9０-９XxＸｘ](?![0-9A-Za-z０-９])/g;

/** What people write freely is kept without identity numbers: a question goes to every office once it is answered. */
export function hideIdentity(text: string): string {
  return text.replace(IDENTITY_NUMBER, '（身份证号已隐去）');
}
