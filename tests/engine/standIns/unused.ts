/** In a plugin's bundle, the place of packages that Pulumi's SDK loads at once and that no plugin uses. */
export {};
