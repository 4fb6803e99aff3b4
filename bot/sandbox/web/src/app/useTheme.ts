import { useEffect, useState } from "react";
import type { Theme } from "./context";

const key = "versus-sandbox-theme";

function stored(): Theme | null {
  try {
    const t = localStorage.getItem(key);
    return t === "light" || t === "dark" ? t : null;
  } catch {
    return null;
  }
}

/** The system's theme until somebody chooses; the choice is remembered. */
export function useTheme(): [Theme, (t: Theme) => void] {
  const [system, setSystem] = useState<Theme>(() => (matchMedia("(prefers-color-scheme: dark)").matches ? "dark" : "light"));
  const [chosen, setChosen] = useState<Theme | null>(stored);
  useEffect(() => {
    const query = matchMedia("(prefers-color-scheme: dark)");
    const turn = () => setSystem(query.matches ? "dark" : "light");
    query.addEventListener("change", turn);
    return () => query.removeEventListener("change", turn);
  }, []);
  const theme = chosen ?? system;
  useEffect(() => {
    document.documentElement.dataset.theme = theme;
  }, [theme]);
  const choose = (t: Theme) => {
    setChosen(t);
    try {
      localStorage.setItem(key, t);
    } catch {
      // Without storage the choice holds for this sitting.
    }
  };
  return [theme, choose];
}
