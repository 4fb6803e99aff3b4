package main

import (
	"fmt"
	"runtime"
	"runtime/debug"

	"versus/data"
	"versus/deploy"
)

type manifestCmd struct {
	URL bool `help:"Print the link that opens Slack with the manifest filled in."`
}

// Help shows what can be copied.
func (manifestCmd) Help() string {
	return `Examples:
  versus manifest > manifest.yaml
  versus manifest --url                           open it, choose a workspace, install`
}

// Run prints the manifest, or the link to it.
func (cmd *manifestCmd) Run(c console) error {
	if cmd.URL {
		fmt.Fprintln(c.out, deploy.ManifestURL())
		return nil
	}
	_, err := fmt.Fprint(c.out, deploy.Manifest())
	return err
}

type versionCmd struct{}

// Help shows what can be copied.
func (versionCmd) Help() string {
	return `Examples:
  versus version`
}

// Run prints what a bug report needs.
func (versionCmd) Run(c console) error {
	d, err := data.Embedded()
	if err != nil {
		return err
	}
	version := "devel"
	if info, ok := debug.ReadBuildInfo(); ok && info.Main.Version != "" && info.Main.Version != "(devel)" {
		version = info.Main.Version
	}
	fmt.Fprintf(c.out, "versus %s %s/%s %s\ndataset %s (%s)\n", version, runtime.GOOS, runtime.GOARCH, runtime.Version(), d.Version(), d.Digest()[:12])
	return nil
}
