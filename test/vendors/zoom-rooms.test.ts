/** Zoom Technical Library, "Microsoft 365 Calendaring Field Guide". */
import { describe, expect, it } from "vitest";
import { zoomRooms } from "../../components/vendors/zoom-rooms.ts";
import { recordedGallery } from "../recorded.ts";
import { stepOf } from "./step.ts";

const gallery = (await recordedGallery()).integration("zoom-rooms");

describe("Zoom Rooms, the enterprise application", () => {
  it("is the one of the way Application Permissions; that of Full Delegate Access is another", () => {
    const { clientId } = gallery.only("azuread:index/servicePrincipal:ServicePrincipal").inputs;
    expect(clientId).toBe("f56e91e5-5a82-452f-b435-d4d78aeaf064");
    expect(clientId).not.toBe("a651cfda-cbdd-4a39-bd03-fa829c3c1b29");
  });

  it("acts by itself: an app role of the file, and nobody signs in", () => {
    expect(gallery.only("azuread:index/appRoleAssignment:AppRoleAssignment").name).toBe(
      "zoom-rooms-microsoft-graph-Calendars.ReadWrite",
    );
    expect(gallery.resolved.credential).toEqual({ kind: "none", schedule: [] });
  });

  it("names no permission: the page shows them as pictures, so they are an input", () => {
    expect(zoomRooms.permissions).toEqual({});
    expect(zoomRooms.notOnPage.join(" ")).toContain("shows them as pictures");
  });
});

describe("Zoom Rooms, in Zoom's portal", () => {
  it("B1: an associated domain of the Zoom account is a verified domain of the tenant", () => {
    expect(stepOf(zoomRooms, "B1").text).toContain("associated domain");
  });

  it("B2: a Microsoft 365 administrator with Exchange's two roles prepares the rooms", () => {
    const { by } = stepOf(zoomRooms, "B2");
    expect(zoomRooms.actsAs.find(({ who }) => who === by)?.role).toContain(
      "Organization Management and Recipient Management",
    );
  });

  it("C1 and C2: the calendar service takes Graph API with Application Permissions, and an administrator accepts", () => {
    expect(stepOf(zoomRooms, "C1").text).toContain("authorized with Graph API and Application Permissions");
    expect(stepOf(zoomRooms, "C2").by).toBe("Microsoft 365 administrator");
  });
});
