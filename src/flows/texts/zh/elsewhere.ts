/** 序列号已在其他维修单中时的话。 About a serial number that another open order names already, in Chinese. */
import { showOrderNumber } from '../../../domain/order-number.ts'
import type { ElsewhereTexts } from '../en/elsewhere.ts'

export const elsewhere = (): ElsewhereTexts => ({
  serialElsewhere: (serial, own) =>
    own === null
      ? `顺便说一下：${serial} 已经在一张进行中的维修单里。如果那张也是您的，把单号和登记手机号的后四位发给我，就可以查进度；也可以直接在这里继续。` // P7
      : `顺便说一下：${serial} 已经在您进行中的维修单 ${showOrderNumber(own)} 里，回复“进度”就可以查看。如果是新的情况，我们直接继续就好。`, // P7
})
