import * as z from "zod";
import { neededField } from "../access-fields.ts";
import { PlatformRefused, type Access, type ConnectedChannel } from "../platform-connector.ts";
import { asOAuthClient } from "./x-client.ts";

const Tokens = z.object({
  access_token: z.string().min(1),
  refresh_token: z.string().min(1),
  expires_in: z.number(),
});

/**
 * A new pair for the refresh token, which X accepts once. Where it does not any more, the brand has to consent again.
 * https://docs.x.com/fundamentals/authentication/oauth-2-0/authorization-code
 */
export const refreshTokens = async (channel: ConnectedChannel): Promise<Access> => {
  const { access } = channel;
  const form = {
    grant_type: "refresh_token",
    refresh_token: neededField(access, "refreshToken"),
    client_id: neededField(access, "clientId"),
  };
  try {
    const tokens = await asOAuthClient(channel).postForm("oauth2/token", form, Tokens);
    return {
      ...access,
      accessToken: tokens.access_token,
      refreshToken: tokens.refresh_token,
      expiresAt: new Date(Date.now() + tokens.expires_in * 1000).toISOString(),
    };
  } catch (error) {
    if (!(error instanceof PlatformRefused) || error.reason !== "invalid") throw error;
    throw new PlatformRefused(
      "unauthorised",
      "X does not accept the refresh token: it has been used, or the brand has withdrawn its consent",
    );
  }
};
