import { Component, type ReactNode } from "react";

interface Props {
  fallback: ReactNode;
  /** A new value gives the children another try. */
  of?: unknown;
  children: ReactNode;
}

/** What cannot be drawn gives way to its fallback, and takes nothing else with it. */
export class Boundary extends Component<Props, { broke: boolean; of: unknown }> {
  override state = { broke: false, of: this.props.of };

  static getDerivedStateFromError() {
    return { broke: true };
  }

  static getDerivedStateFromProps(props: Props, state: { broke: boolean; of: unknown }) {
    return props.of === state.of ? null : { broke: false, of: props.of };
  }

  override render() {
    return this.state.broke ? this.props.fallback : this.props.children;
  }
}
