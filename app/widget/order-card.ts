import type { ChatAttachments } from "~/modules/support-chat/chat-protocol";
import { el, icon, link } from "./dom";
import type { WidgetTexts } from "./widget-texts";

type Order = ChatAttachments["orders"][number];

const STEPS = ["received", "packed", "on_its_way", "delivered"] as const;

/** An order as a four-step line, with what is in it and where to follow it. */
export function createOrderCard(order: Order, texts: WidgetTexts): HTMLElement {
  const items = order.items.map(({ title, quantity }) =>
    el("li", {}, [quantity > 1 ? `${quantity} × ${title}` : title]),
  );
  return el("li", { class: "order" }, [
    el("div", { class: "order-head" }, [
      el("strong", {}, [texts.order(order.name)]),
      el("span", { class: "muted" }, [texts.placedOn(order.placedOn)]),
    ]),
    order.step === "cancelled" ? el("p", { class: "tag" }, [texts.cancelled]) : createSteps(order.step, texts),
    el("ul", { class: "items" }, items),
    order.expected || order.tracking ? createFoot(order, texts) : null,
  ]);
}

function createSteps(reached: (typeof STEPS)[number], texts: WidgetTexts): HTMLElement {
  const index = STEPS.indexOf(reached);
  const steps = STEPS.map((step, position) => {
    const state = position < index ? "done" : position === index ? "now" : "ahead";
    const dot = el("span", { class: "dot" }, [position <= index ? icon("check") : null]);
    return el("li", { class: state, "aria-current": position === index && "step" }, [dot, texts.steps[step]]);
  });
  return el("ol", { class: "steps", "aria-label": texts.stepOf(texts.steps[reached]) }, steps);
}

function createFoot({ expected, tracking }: Order, texts: WidgetTexts): HTMLElement {
  return el("p", { class: "order-foot" }, [
    expected === null ? null : el("span", {}, [texts.expected(expected)]),
    tracking === null
      ? null
      : link(tracking.url, texts.track(tracking.company), {
          class: "inline-link",
          target: "_blank",
          rel: "noopener noreferrer",
        }),
  ]);
}
