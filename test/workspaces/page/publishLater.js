import { events } from "@ampt/sdk";
// From here on as Ampt's page on events has it, to the letter.
await events.publish("user.joined", { after: "1 day" }, {
  user_id: "2b6mgh78g334",
  email: "newuser@example.com"
});
