package sandbox

// OpenHome lets a person open the app's Home tab.
func (s *Server) OpenHome(user string) error {
	s.mu.Lock()
	defer s.mu.Unlock()
	if _, err := s.actor(user); err != nil {
		return err
	}
	ch := s.world.dm(user)
	if ch == nil {
		return refusal("not_allowed", "This person has no conversation with the app.")
	}
	ev := object{"type": "app_home_opened", "user": user, "channel": ch.ID, "tab": "home"}
	if v := s.views.home[user]; v != nil {
		ev["view"] = s.apiView(v)
	}
	s.emit("app_home_opened", nil, ev)
	return nil
}
