import type { Channel } from "../api/types";
import { useDesk } from "../app/context";
import { Icon, Mark } from "../ui/Icon";

interface Props {
  channel: Channel;
  name: string;
  /** Nobody has said anything yet. */
  fresh: boolean;
  say(text: string): Promise<boolean>;
}

/** The beginning of a channel: what this is, and questions to click. */
export function Welcome({ channel, name, fresh, say }: Props) {
  const { state, words, lang } = useDesk();
  const withBot = channel.kind === "im" && channel.with === state.bot.user_id;
  const asks = withBot || (channel.kind !== "im" && !channel.archived && channel.member);
  const own = state.examples.filter((e) => e.lang === lang);
  const examples = own.length > 0 ? own : state.examples;
  const command = state.commands[0]?.command;
  // To the bot itself one speaks without its command, elsewhere with it.
  const question = (text: string) => {
    const bare = command && text.startsWith(`${command} `) ? text.slice(command.length + 1) : text;
    return withBot || !command || /^[/@]/.test(bare) ? bare : `${command} ${bare}`;
  };
  return (
    <section className={fresh ? "welcome fresh" : "welcome"}>
      <Mark size={48} />
      <h2>{asks ? words.welcomeTitle : words.beginning(name)}</h2>
      {asks && <p>{withBot ? words.welcomeIm : state.welcome || words.welcomeText}</p>}
      {asks && examples.length > 0 && (
        <>
          <h3>{words.tryOne}</h3>
          <div className="examples">
            {examples.map((e) => (
              <button key={e.text} type="button" className="example" data-testid="example" onClick={() => void say(question(e.text))}>
                <span>{question(e.text)}</span>
                <Icon name="send" size={15} />
              </button>
            ))}
          </div>
        </>
      )}
    </section>
  );
}
