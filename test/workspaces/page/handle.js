import { events } from "@ampt/sdk";
// From here on as Ampt's page on events has it, to the letter.
events.on("user.joined", async ({ body }) => {
   // send a welcome email using body.email
})
