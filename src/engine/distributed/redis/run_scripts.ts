/**
 * What Redis does in one piece with runs and their journals. Whoever writes a journal names the lock by which they do,
 * and what it must hold: a lease of the store, or the lock of the job that the run is.
 * @module
 */
import { RedisScript } from "./redis_script.ts";

/**
 * Keeps a run unless there is one. Keys: run, runs, runs of the agent. Arguments: id, head. Answers head, status and
 * time of the end of the run that is kept.
 */
export const CREATE = new RedisScript(`
if redis.call("EXISTS", KEYS[1]) == 0 then
  redis.call("HSET", KEYS[1], "head", ARGV[2], "status", "open")
  redis.call("ZADD", KEYS[2], 0, ARGV[1])
  redis.call("ZADD", KEYS[3], 0, ARGV[1])
end
return redis.call("HMGET", KEYS[1], "head", "status", "endedAtMs")`);

/** Claims a run. Keys: run, lock. Arguments: holder, lease in milliseconds. Answers the fence, or the other holder. */
export const CLAIM = new RedisScript(`
if redis.call("EXISTS", KEYS[1]) == 0 then return "unknown" end
local held = redis.call("GET", KEYS[2])
if held then return {held} end
local fence = redis.call("HINCRBY", KEYS[1], "fence", 1)
redis.call("SET", KEYS[2], fence .. " " .. ARGV[1], "PX", ARGV[2])
return fence`);

/** Renews a lease. Keys: lock. Arguments: what it must hold, lease in milliseconds. Answers whether it was held. */
export const RENEW = new RedisScript(`
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call("PEXPIRE", KEYS[1], ARGV[2])`);

/** Gives a lease up. Keys: lock. Arguments: what it must hold. */
export const RELEASE = new RedisScript(`
if redis.call("GET", KEYS[1]) ~= ARGV[1] then return 0 end
return redis.call("DEL", KEYS[1])`);

/**
 * Keeps a record unless there is one with its key. Should two hold locks of their own on one run, the first to write
 * owns it as long as its lock lasts. Keys: lock, journal, run, ended runs of the agent, news of ends.
 * Arguments: what the lock must hold, nothing where nobody may hold it; key of the record, its line, its number, id of
 * the run, how the record ends the run or nothing, when it was made. Answers 1 when it is kept, the line that was there, 0 when the lock is lost, or a list of the
 * number that was expected.
 */
export const PUT = new RedisScript(`
if (redis.call("GET", KEYS[1]) or "") ~= ARGV[1] then return 0 end
local owner = redis.call("HMGET", KEYS[3], "ownerLock", "ownerToken")
if owner[1] ~= KEYS[1] or owner[2] ~= ARGV[1] then
  if owner[1] and (redis.call("GET", owner[1]) or "") == owner[2] then return 0 end
  redis.call("HSET", KEYS[3], "ownerLock", KEYS[1], "ownerToken", ARGV[1])
end
local kept = redis.call("HGET", KEYS[2], ARGV[2])
if kept then return kept end
local expected = redis.call("HLEN", KEYS[2]) + 1
if expected ~= tonumber(ARGV[4]) then return {expected} end
redis.call("HSET", KEYS[2], ARGV[2], ARGV[3])
if ARGV[6] ~= "" then
  redis.call("HSET", KEYS[3], "status", ARGV[6], "endedAtMs", ARGV[7])
  redis.call("ZADD", KEYS[4], ARGV[7], ARGV[5])
  redis.call("PUBLISH", KEYS[5], ARGV[5])
end
return 1`);

/** Sends something to a run. Keys: run, signals. Arguments: line. Answers its number, 0 when there is no such run. */
export const SEND = new RedisScript(`
if redis.call("EXISTS", KEYS[1]) == 0 then return 0 end
return redis.call("RPUSH", KEYS[2], ARGV[1])`);

/**
 * Forgets a run. Keys: run, lock, journal, signals, runs, runs of the agent, ended runs of the agent. Arguments: id.
 * Answers whether it was there, or its holder.
 */
export const DROP = new RedisScript(`
local held = redis.call("GET", KEYS[2])
if held then return {held} end
redis.call("DEL", KEYS[3], KEYS[4])
redis.call("ZREM", KEYS[5], ARGV[1])
redis.call("ZREM", KEYS[6], ARGV[1])
redis.call("ZREM", KEYS[7], ARGV[1])
return redis.call("DEL", KEYS[1])`);

/**
 * Makes a run open again that failed or ran out of time, with the beginning of its journal. Keys: run, journal, ended
 * runs of the agent. Arguments: id, head, then key and line of each record that stays. Answers whether it had ended so.
 */
export const REOPEN = new RedisScript(`
local status = redis.call("HGET", KEYS[1], "status")
if status ~= "failed" and status ~= "timed-out" then return 0 end
redis.call("DEL", KEYS[2])
for i = 3, #ARGV, 2 do redis.call("HSET", KEYS[2], ARGV[i], ARGV[i + 1]) end
redis.call("HSET", KEYS[1], "status", "open", "head", ARGV[2])
redis.call("HDEL", KEYS[1], "endedAtMs", "cancelled", "ownerLock", "ownerToken")
redis.call("ZREM", KEYS[3], ARGV[1])
return 1`);

/**
 * Notes that an open run is to be cancelled, and tells those who work. Keys: run, news of cancellations. Arguments: id,
 * reason as JSON. Answers whether it was open.
 */
export const CANCEL = new RedisScript(`
if redis.call("HGET", KEYS[1], "status") ~= "open" then return 0 end
redis.call("HSET", KEYS[1], "cancelled", ARGV[2])
redis.call("PUBLISH", KEYS[2], ARGV[1])
return 1`);
