// The emoji names people and bots use most, in place of node-emoji's full list (see vite.config.ts).
// A name that is not here stays as it was written: nothing is lost, only not drawn.

const names = `
+1 👍|thumbsup 👍|-1 👎|thumbsdown 👎|tada 🎉|wave 👋|eyes 👀|heart ❤️|fire 🔥|rocket 🚀|sparkles ✨|star ⭐|bulb 💡
white_check_mark ✅|heavy_check_mark ✔️|x ❌|warning ⚠️|information_source ℹ️|question ❓|exclamation ❗|bell 🔔|no_bell 🔕
chart_with_upwards_trend 📈|chart_with_downwards_trend 📉|bar_chart 📊|clipboard 📋|pushpin 📌|round_pushpin 📍|link 🔗
mag 🔍|mag_right 🔎|calendar 📅|date 📅|spiral_calendar_pad 🗓️|alarm_clock ⏰|clock1 🕐|clock9 🕘|hourglass ⌛|hourglass_flowing_sand ⏳|stopwatch ⏱️|timer_clock ⏲️
arrow_up ⬆️|arrow_down ⬇️|arrow_right ➡️|arrow_left ⬅️|arrow_upper_right ↗️|arrow_lower_right ↘️|arrows_counterclockwise 🔄|repeat 🔁
small_red_triangle 🔺|small_red_triangle_down 🔻|arrow_up_small 🔼|arrow_down_small 🔽|new 🆕|soon 🔜|top 🔝|ok 🆗
first_place_medal 🥇|second_place_medal 🥈|third_place_medal 🥉|trophy 🏆|medal 🏅|crown 👑|moneybag 💰|dollar 💵|money_with_wings 💸|credit_card 💳|bank 🏦
robot_face 🤖|brain 🧠|computer 💻|desktop_computer 🖥️|iphone 📱|satellite 🛰️|microscope 🔬|telescope 🔭|gear ⚙️|wrench 🔧|hammer_and_wrench 🛠️|battery 🔋|electric_plug 🔌|zap ⚡
book 📖|books 📚|bookmark 🔖|newspaper 📰|page_facing_up 📄|memo 📝|pencil ✏️|pencil2 ✏️|speech_balloon 💬|thought_balloon 💭|mega 📣|loudspeaker 📢|email 📧|inbox_tray 📥|outbox_tray 📤
lock 🔒|unlock 🔓|key 🔑|shield 🛡️|police_car 🚓|construction 🚧|no_entry ⛔|no_entry_sign 🚫|octagonal_sign 🛑|recycle ♻️|bug 🐛|globe_with_meridians 🌐|earth_asia 🌏|earth_americas 🌎|kr 🇰🇷|flag-kr 🇰🇷|us 🇺🇸|flag-us 🇺🇸|cn 🇨🇳|flag-cn 🇨🇳
smile 😄|smiley 😃|slightly_smiling_face 🙂|grinning 😀|joy 😂|wink 😉|thinking_face 🤔|sweat_smile 😅|sob 😭|cry 😢|sunglasses 😎|pray 🙏|clap 👏|raised_hands 🙌|muscle 💪|point_right 👉|point_left 👈|point_up ☝️|point_down 👇|ok_hand 👌|100 💯|coffee ☕|seedling 🌱|sunny ☀️|zzz 💤
red_circle 🔴|large_orange_circle 🟠|large_yellow_circle 🟡|large_green_circle 🟢|large_blue_circle 🔵|white_circle ⚪|black_circle ⚫|large_green_square 🟩|large_red_square 🟥|heavy_minus_sign ➖|heavy_plus_sign ➕|balance_scale ⚖️|scales ⚖️|vs 🆚`;

const table = new Map(
  names
    .trim()
    .split(/[|\n]/)
    .map((pair) => pair.split(" ") as [string, string]),
);

/** The picture of a name, or undefined. A skin tone after the name (`wave::skin-tone-2`) is left aside. */
export function emoji(name: string): string | undefined {
  return table.get(name.split("::")[0] ?? name);
}

/** Each `:name:` in a text as its picture. This is what the block library calls. */
export function emojify(text: string): string {
  return text.replace(/:([a-z0-9_+-]+):/g, (whole, name: string) => emoji(name) ?? whole);
}
