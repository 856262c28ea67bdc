export const themes = ['auto', 'light', 'dark'] as const;
export type Theme = (typeof themes)[number];

const KEY = 'ukraine-support-theme';

export function theme(): Theme {
  const kept = localStorage.getItem(KEY);
  return themes.find((name) => name === kept) ?? 'auto';
}

/** `auto` leaves it to the system. */
export function setTheme(wanted: Theme): void {
  localStorage.setItem(KEY, wanted);
  applyTheme();
}

export function applyTheme(): void {
  document.documentElement.dataset.theme = theme();
}
