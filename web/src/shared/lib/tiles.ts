const KEY = 'shelfcast.tiles';

/** Empty by default: no map request leaves the shop's network unless somebody chose so. */
export const chosenTiles = () => localStorage.getItem(KEY) ?? '';
export const chooseTiles = (pattern: string) =>
  pattern ? localStorage.setItem(KEY, pattern) : localStorage.removeItem(KEY);
