package sandbox

func checkMessage(blocks, attachments []object) error { return nil }
func validateView(body object, kinds ...string) error { return nil }
func checkOptions(o object) error                     { return nil }
