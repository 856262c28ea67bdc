import i18next from 'i18next';
import en from './en.json';

export const languages = { en: 'English', nl: 'Nederlands', uk: 'Українська' } as const;
export type Language = keyof typeof languages;

/** How numbers, dates and names of countries are written. */
export const locales: Record<Language, string> = { en: 'en-GB', nl: 'nl-NL', uk: 'uk-UA' };

type Stem<K extends string> = K extends `${infer S}_${'zero' | 'one' | 'two' | 'few' | 'many' | 'other'}` ? S : K;
/** The texts there are; one that depends on a number is named without its plural. */
export type TextKey = Stem<keyof typeof en>;
export type Values = Record<string, string | number>;

const KEPT = 'ukraine-support-language';
const others = { nl: () => import('./nl.json'), uk: () => import('./uk.json') };

const isLanguage = (text: string | null | undefined): text is Language => !!text && text in languages;

/** The language of the address, else the one chosen last, else the browser's first that there is. */
export function preferred(): Language {
  const candidates = [
    new URLSearchParams(location.search).get('lang'),
    localStorage.getItem(KEPT),
    ...navigator.languages.map((name) => name.slice(0, 2)),
  ];
  return candidates.find(isLanguage) ?? 'en';
}

export async function startTexts(): Promise<void> {
  await i18next.init({
    lng: 'en',
    fallbackLng: 'en',
    resources: { en: { translation: en } },
    keySeparator: false,
    nsSeparator: false,
    interpolation: { escapeValue: false },
  });
  await speak(preferred());
}

/** Changes the language of the page, once its texts are there. */
export async function speak(language: Language): Promise<void> {
  if (language !== 'en' && !i18next.hasResourceBundle(language, 'translation'))
    i18next.addResourceBundle(language, 'translation', (await others[language]()).default);
  await i18next.changeLanguage(language);
  document.documentElement.lang = language;
}

export function choose(language: Language): Promise<void> {
  localStorage.setItem(KEPT, language);
  return speak(language);
}

export const language = (): Language => (isLanguage(i18next.language) ? i18next.language : 'en');

const MOST_SAID = 10_000;
const said = new Map<string, string>();

/** A text in the page's language. `count` chooses its plural. What was said is kept: a view says the same each time. */
export function t(key: TextKey, values?: Values): string {
  const whole = `${i18next.language} ${key} ${values ? JSON.stringify(values) : ''}`;
  let text = said.get(whole);
  if (text === undefined) {
    if (said.size >= MOST_SAID) said.clear();
    said.set(whole, (text = i18next.t(key, values ?? {}) as string));
  }
  return text;
}

/** What follows a beginning in the names of texts: the events that have a name. */
export const texts = (beginning: string): string[] =>
  Object.keys(en)
    .filter((key) => key.startsWith(beginning))
    .map((key) => key.slice(beginning.length));

export function onLanguage(listener: () => void): () => void {
  i18next.on('languageChanged', listener);
  return () => i18next.off('languageChanged', listener);
}
