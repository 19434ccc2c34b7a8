/** The form to sign in. The page that was asked for is shown by the reload. */
import { element, sendOnSubmit } from './door.js'

sendOnSubmit('sign-in', ['login', 'password'])
element('login').focus()
