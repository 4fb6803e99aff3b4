import { StrictMode } from "react";
import { createRoot } from "react-dom/client";
import "slack-blocks-to-jsx/dist/style.css";
import { App } from "./app/App";
import { langOf, wordsIn } from "./i18n";
import "./styles/index.css";
import { Boundary } from "./ui/Boundary";

const words = wordsIn(langOf(navigator.language));

// The last resort: a fault of the page itself, outside of any message.
const broke = (
  <div className="empty whole" role="alert">
    <p>{words.pageBroke}</p>
    <button type="button" className="button primary" onClick={() => location.reload()}>
      {words.reload}
    </button>
  </div>
);

const root = document.getElementById("root");
if (root) {
  createRoot(root).render(
    <StrictMode>
      <Boundary fallback={broke}>
        <App />
      </Boundary>
    </StrictMode>,
  );
}
