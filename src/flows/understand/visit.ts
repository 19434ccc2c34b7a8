/** 能不能派人来修, "can you send a technician": somebody is to come to the machine. Fetching a parcel is another question. */
import { fold } from '../../domain/fold.ts'

const CAP = 200
const CHINESE =
  /(?:派|叫|安排|让|找|喊|请)(?:个|一个|几个|位|一下|你们)?(?:的)?(?:人|师傅|工程师|技术员?|技术人员|技工|维修工|维修员|售后).{0,4}(?:来|过来|上门|到|去现场)|上门(?:来)?(?:维修|检修|检测|服务|处理|看|修|检查)|(?:来|到|去)(?:我们?(?:这里|这边|这|家|矿场|机房)|现场|矿场|机房)(?:来)?(?:修|看|检|处理|服务)|现场(?:维修|服务|检修)(?!人)|(?:有|能|可以|提供)上门/u
const ENGLISH =
  /\b(?:send|have|get|dispatch) (?:us |me )?(?:(?:some|any)(?:one|body)|an? (?:\w+ )?(?:technician|engineer|guy|man|person|repair\s?man|specialist|tech)|your (?:technician|engineer|tech|people|team)s?)\b.{0,12}\b(?:over|out|here|to (?:my|our|us|me|the (?:site|farm|mine))|come|visit|repair|fix|look)\b|\bsend (?:a |an |your )?(?:technician|engineer|repair\s?man)s?\b|\bon-?\s?site (?:repair|service|support|visit|technician|engineer|help)|\b(?:come|visit) (?:here|to (?:my|our|the) (?:place|site|farm|mine|house|home|location|facility))|\b(?:house|home) (?:call|visit)\b/u
/** It is a parcel that somebody is to fetch or bring. */
const FETCHING = /取|拿|收件|揽收|提货|送货|快递|pick\s?up|collect|fetch|courier/u

/** Whether a text asks for somebody to come and look at the machine. */
export function asksForVisit(text: string): boolean {
  const words = fold(text, CAP).toLowerCase()
  return (CHINESE.test(words) || ENGLISH.test(words)) && !FETCHING.test(words)
}
