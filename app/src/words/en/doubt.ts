export const en = {
  look: 'Please look:',
  live: 'I looked: it is live',
  notThere: 'It is not there',
  twice: 'Then it may be sent again. If it is there after all, it will be there twice.',
  sure: 'I am sure',
  back: 'Back',
  address: 'Its address, if you have it',
  isLive: 'It is live',
}
