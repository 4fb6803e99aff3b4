package answers

import ("testing";"versus/data")
func TestZZ(t *testing.T){
 d,_:=data.Embedded(); e,_:=New(d)
 for _,q:=range []string{"struggling Google","GPT-5.2 스파크 비교", "스파크 GPT-5.2 비교", "GPT-5.2 spark compare"} {
  a:=e.Ask(q,Asking{}); t.Log(q,OutcomeOf(a)); 
  if c,ok:=a.(*Choice); ok {t.Log(c.Reason,c.Said,c.Options)}
  for _,m:=range e.index.Match(q).Mentions {t.Logf("   %+v %v",m, e.owners[m.Owners[0]])}
  for _,m:=range e.index.Match(q).Tokens {t.Logf("   %+v",m)}
 }
}
