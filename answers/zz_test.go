package answers

import ("testing";"versus/data")
func TestZZ(t *testing.T){
 d,_:=data.Embedded(); e,_:=New(d)
 for _,q:=range []string{"새 Avocado", "해 Avocado","to Avocado", "Avocado 해", "해 아보카도", "새 아보카도", "해 opus"} {
  a:=e.Ask(q,Asking{}); t.Log(q,OutcomeOf(a)); 
  if c,ok:=a.(*Choice); ok {t.Log(c.Reason,c.Said,c.Options)}
  for _,m:=range e.index.Match(q).Mentions {t.Logf("   %+v %v",m, e.owners[m.Owners[0]])}
  for _,m:=range e.index.Match(q).Tokens {t.Logf("   %+v",m)}
 }
}
