package sandbox

import "net/http"

// personRoutes are what people do on the page.
func (s *Server) personRoutes(mux *http.ServeMux) {
	post(mux, "/sandbox/say", func(_ *http.Request, q struct {
		User     string `json:"user"`
		Channel  string `json:"channel"`
		ThreadTS string `json:"thread_ts"`
		Text     string `json:"text"`
	}) (object, error) {
		ts, err := s.Say(q.User, q.Channel, q.ThreadTS, q.Text)
		if ts == "" {
			return nil, err
		}
		return object{"ts": ts}, err
	})
	type written struct {
		User    string `json:"user"`
		Channel string `json:"channel"`
		TS      string `json:"ts"`
		Text    string `json:"text"`
	}
	post(mux, "/sandbox/edit", func(_ *http.Request, q written) (object, error) { return nil, s.Edit(q.User, q.Channel, q.TS, q.Text) })
	post(mux, "/sandbox/delete", func(_ *http.Request, q written) (object, error) { return nil, s.Delete(q.User, q.Channel, q.TS) })
	post(mux, "/sandbox/click", func(_ *http.Request, q Click) (object, error) { return nil, s.Click(q) })
	post(mux, "/sandbox/view", func(r *http.Request, q struct {
		User   string `json:"user"`
		ViewID string `json:"view_id"`
		Submit bool   `json:"submit"`
		State  object `json:"state"`
	}) (object, error) {
		if !q.Submit {
			return nil, s.CloseView(q.User, q.ViewID)
		}
		return nil, s.SubmitView(r.Context(), q.User, q.ViewID, q.State)
	})
	post(mux, "/sandbox/options", func(r *http.Request, q Suggest) (object, error) {
		o, err := s.Options(r.Context(), q)
		if o.OptionGroups != nil {
			return object{"option_groups": o.OptionGroups}, err
		}
		if o.Options == nil {
			o.Options = []map[string]any{}
		}
		return object{"options": o.Options}, err
	})
	post(mux, "/sandbox/shortcut", func(_ *http.Request, q struct {
		User       string `json:"user"`
		CallbackID string `json:"callback_id"`
		Channel    string `json:"channel"`
		TS         string `json:"ts"`
	}) (object, error) {
		return nil, s.Shortcut(q.User, q.CallbackID, q.Channel, q.TS)
	})
	post(mux, "/sandbox/home", func(_ *http.Request, q struct {
		User string `json:"user"`
	}) (object, error) {
		return nil, s.OpenHome(q.User)
	})
	post(mux, "/sandbox/channel", func(_ *http.Request, q struct {
		User    string        `json:"user"`
		Channel string        `json:"channel"`
		Action  ChannelAction `json:"action"`
		Name    string        `json:"name"`
		Member  string        `json:"member"`
	}) (object, error) {
		arg := q.Member
		if q.Action == Rename {
			arg = q.Name
		}
		return nil, s.ChangeChannel(q.User, q.Channel, q.Action, arg)
	})
}

// post routes a POST with a JSON body to what a person does, and answers as API.md says.
func post[Q any](mux *http.ServeMux, path string, do func(*http.Request, Q) (object, error)) {
	mux.HandleFunc("POST "+path, func(w http.ResponseWriter, r *http.Request) {
		var q Q
		if !decode(w, r, &q) {
			return
		}
		out, err := do(r, q)
		if err == nil {
			if out == nil {
				out = object{}
			}
			out["ok"] = true
			reply(w, out)
			return
		}
		ref := asRefusal(err)
		body := object{"ok": false, "error": ref.Code}
		if ref.Notice != "" {
			body["notice"] = ref.Notice
		}
		if len(ref.Errors) > 0 {
			body["errors"] = ref.Errors
		}
		reply(w, body)
	})
}
