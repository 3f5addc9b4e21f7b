#!/usr/bin/env python3
"""Deterministic invented people for speed tests: syn_people.py N SEED OUT NAMES.csv
~70% of N distinct people, remainder are corrupted repeats. Columns: unique_id,cluster,first_name,surname,dob,postcode,city,email
Names are drawn from the tokens of NAMES.csv (historical_50k), Zipf-weighted."""
import sys,random,bisect,csv
N,seed,out,POOL=int(sys.argv[1]),int(sys.argv[2]),sys.argv[3],sys.argv[4]
R=random.Random(seed)
fn={};sn={};
for r in csv.DictReader(open(POOL)):
    a,b=r['first_name'],r['surname']
    if a.isalpha(): fn[a]=fn.get(a,0)+1
    if b.isalpha(): sn[b]=sn.get(b,0)+1
fn=[k for k,v in sorted(fn.items(),key=lambda x:(-x[1],x[0])) if v>2 and len(k)>2][:2000]
sn=[k for k,v in sorted(sn.items(),key=lambda x:(-x[1],x[0])) if len(k)>2]
suf=['','son','ton','ley','man','s','well','ford','wood','er']
sn=[a+b for b in suf for a in sn][:30000]
def cum(n,q,s):
    c=[];t=0
    for i in range(n): t+=1/(i+q)**s; c.append(t)
    return c
cf,cs=cum(len(fn),8,1.05),cum(len(sn),25,1.0)
pick=lambda l,c: l[bisect.bisect(c,R.random()*c[-1])%len(l)]
areas=['DE','SW','LS','M','B','NE','CF','SO','EX','RG','PO','BS','L','S','NG','CV']
cities=['derby','london','leeds','manchester','birmingham','newcastle','cardiff','southampton','exeter','reading','portsmouth','bristol','liverpool','sheffield','nottingham','coventry']
L='abdefghjlnpqrstuwxyz'
def pc():
    i=R.randrange(16); return '%s%d %d%s%s'%(areas[i],R.randrange(1,40),R.randrange(1,10),R.choice('ABDEFGHJLN'),R.choice('ABDEFGHJLN')),cities[i]
def typo(s):
    if len(s)<2: return s
    k=R.randrange(4);i=R.randrange(len(s)-1)
    if k==0: return s[:i]+s[i+1:]
    if k==1: return s[:i]+s[i+1]+s[i]+s[i+2:]
    if k==2: return s[:i]+R.choice(L)+s[i+1:]
    return s[:i]+R.choice(L)+s[i:]
def person():
    p,c=pc(); f,s=pick(fn,cf),pick(sn,cs)
    d='%04d-%02d-%02d'%(R.randrange(1935,2016),R.randrange(1,13),R.randrange(1,29))
    e='%s.%s%d@%s'%(f,s,R.randrange(100),R.choice(['gmail.com','hotmail.co.uk','outlook.com','btinternet.com'])) if R.random()<.6 else ''
    return [f,s,d,p,c,e]
def corrupt(x):
    f,s,d,p,c,e=x
    if R.random()<.12: f=typo(f)
    elif R.random()<.03: f=f[0]
    elif R.random()<.02: f=''
    if R.random()<.10: s=typo(s)
    elif R.random()<.03: s=pick(sn,cs)
    if R.random()<.06:
        a=list(d);k=R.choice([2,3,5,6,8,9]);a[k]=R.choice('0123456789');d=''.join(a)
    elif R.random()<.05: d=''
    if R.random()<.15: p,c=pc()
    elif R.random()<.05: p=typo(p)
    elif R.random()<.08: p=''
    if R.random()<.3: e=''
    if R.random()<.01: f,s=s,f
    return [f,s,d,p,c,e]
rows=[];cl=0
while len(rows)<N:
    x=person(); k=1
    u=R.random()
    if u>.72: k=2
    if u>.88: k=3
    if u>.95: k=4
    if u>.985: k=R.randrange(5,10)
    rows.append([cl]+x)
    for _ in range(k-1): rows.append([cl]+corrupt(x))
    cl+=1
rows=rows[:N]; R.shuffle(rows)
w=csv.writer(open(out,'w',newline='')); w.writerow(['unique_id','cluster','first_name','surname','dob','postcode','city','email'])
for i,r in enumerate(rows): w.writerow([i]+r)
print(N,'records',cl,'people')
