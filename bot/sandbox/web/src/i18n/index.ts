import { en, type Words } from "./en";
import { ko } from "./ko";

export type Lang = "en" | "ko";
export type { Words };

/** The page's language for a person's locale. */
export const langOf = (locale: string): Lang => (locale.toLowerCase().startsWith("ko") ? "ko" : "en");

export const wordsIn = (lang: Lang): Words => (lang === "ko" ? ko : en);
