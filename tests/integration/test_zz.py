import time
def test_a(place, command):
    t=time.time(); s=place.run(); print(time.time()-t, s)
    t=time.time(); s=place.run(); print(time.time()-t, s.changed)
    for k in ("tiny.filed_total","tiny.clearance","tiny.pending_total","tiny.visitors_total"):
        for a in "PABC":
            for m in ("2024-01","2024-02"):
                f=place.figure(k,a,m); print(k,a,m,f["value"],f["obs_status"],f["covered"],f["expected"],f["reason"])
    t=time.time();print(command("query","TNY-01",at=place).out, time.time()-t)
    t=time.time();place.open().measurements(); print(time.time()-t)
    assert 0
