"""Who may enter where, written down a second time and by hand, as the security brief's table says it.

The test walks the URLconf and compares: a route that is not here, or that lets in somebody else, fails.
"""

# identity → what it is; the order of the columns in ROWS
IDENTITIES = ("anon", "ben", "hal", "asha", "lena", "ada", "otto", "cora", "gone", "card")

OK, NO, HIDDEN, ASK = "ok", 403, 404, "sign in"

ROWS = {
    #              anon  member helper facil  lead   admin  operator outsider ended  card of a lead
    "public":     (OK,   OK,    OK,    OK,    OK,    OK,    OK,      OK,      OK,    OK),
    "signed in":  (ASK,  OK,    OK,    OK,    OK,    OK,    OK,      OK,      OK,    OK),
    "programme":  (ASK,  OK,    OK,    OK,    OK,    OK,    HIDDEN,  HIDDEN,  HIDDEN, OK),
    "own":        (ASK,  OK,    OK,    OK,    OK,    NO,    HIDDEN,  HIDDEN,  HIDDEN, OK),
    "door":       (ASK,  NO,    OK,    OK,    OK,    NO,    HIDDEN,  HIDDEN,  HIDDEN, NO),
    "register":   (ASK,  NO,    NO,    OK,    OK,    OK,    HIDDEN,  HIDDEN,  HIDDEN, NO),
    "set up":     (ASK,  NO,    NO,    OK,    OK,    NO,    HIDDEN,  HIDDEN,  HIDDEN, NO),
    "their list": (ASK,  NO,    NO,    HIDDEN, HIDDEN, NO,   HIDDEN,  HIDDEN,  HIDDEN, NO),
    "team's own": (ASK,  HIDDEN, HIDDEN, HIDDEN, HIDDEN, NO, HIDDEN, HIDDEN,  HIDDEN, HIDDEN),
    "people":     (ASK,  NO,    NO,    OK,    OK,    OK,    HIDDEN,  HIDDEN,  HIDDEN, NO),
    "roles":      (ASK,  NO,    NO,    NO,    OK,    OK,    HIDDEN,  HIDDEN,  HIDDEN, NO),
    "export":     (ASK,  NO,    NO,    NO,    OK,    OK,    HIDDEN,  HIDDEN,  HIDDEN, NO),
    "admin":      (ASK,  HIDDEN, HIDDEN, HIDDEN, HIDDEN, OK, HIDDEN, HIDDEN,  HIDDEN, HIDDEN),
    "tablet":     (HIDDEN,) * 10,
}  # fmt: skip

ROUTES = {
    "public": """
        front:home front:join front:about_you front:join_email front:not_me front:here
        front:sign_in front:link front:sign_out front:signed_out front:card front:invitation
        front:demo_enter front:help front:privacy front:concern front:reading front:mindsets
        front:healthz front:robots letters:reply letters:demo calendars:feed
    """,
    # Only with the cookie of a shared tablet, which nobody here has.
    "tablet": "kiosk:home kiosk:find kiosk:here kiosk:undo kiosk:newcomer",
    "signed in": "front:arrive front:second_factor",
    "programme": """
        programmes:day_calendar
        programmes:agenda_csv programmes:agenda_markdown programmes:versions programmes:suggestions
        programmes:home programmes:day programmes:agenda_print programmes:now programmes:follow
        programmes:day_record programmes:teams programmes:team
        mindsets:paper mindsets:poster mindsets:poster_paper mindsets:poster_screen
        mindsets:poster_screen_mindset mindsets:poster_mindset mindsets:moves mindsets:move_cards
        mindsets:picture mindsets:picture_screen
    """,
    "own": """
        programmes:suggest programmes:take_suggestion_back
        programmes:my_calendar programmes:stop_my_calendar
        programmes:my_thanks programmes:answer_thanks programmes:my_confirmation
        programmes:my_confirmations
        front:joined programmes:my_details programmes:my_email programmes:my_email_code
        programmes:my_attendance programmes:leave programmes:my_plan programmes:self_check_in
        programmes:review_my_needs programmes:take_back_my_needs
        programmes:my_team mindsets:worksheets mindsets:start mindsets:worksheet mindsets:path
        mindsets:download mindsets:my_entry mindsets:lock mindsets:choose_pictures
        mindsets:start_again mindsets:old_card mindsets:new_note
        mindsets:moment mindsets:my_move_notes mindsets:try_move mindsets:team_move
    """,
    "door": """
        programmes:board_shell programmes:board_kept programmes:board_worker programmes:board_manifest
        programmes:check_in programmes:board programmes:mark programmes:undo
        programmes:board_news programmes:walk_in programmes:person_on_day
        programmes:sign_in_sheet programmes:session_ticks programmes:everyone_here programmes:kiosk_start
        programmes:visitors programmes:awaited_visitor programmes:visitor programmes:fire_list
    """,
    "register": "programmes:register",
    "people": """
        programmes:library programmes:kept_session programmes:day_template
        programmes:people programmes:person programmes:overview programmes:settings
        programmes:publish
    """,
    # A note of a team that nobody here is in: no role opens it.
    "team's own": "mindsets:note",
    # A list that somebody else pasted, and has not agreed to yet.
    "their list": "programmes:import_preview programmes:attendance_preview",
    # Here of a team that is not one's own; its own members may word its aim too.
    "set up": """
        programmes:letters programmes:new_letter programmes:letter_words programmes:edit_words
        programmes:letter programmes:edit_letter programmes:agree_letter programmes:stop_letter
        programmes:throw_away_letter programmes:try_letter_again programmes:letter_paper
        programmes:letter_printed programmes:letters_of_day programmes:phone_list
        programmes:team_aim programmes:paper_register programmes:day_code_poster programmes:add_person
        programmes:move_people programmes:import_people programmes:import_columns
        programmes:import_forget programmes:attendance_file
        programmes:attendance_forget programmes:after_day programmes:phone programmes:doubles
        programmes:take_apart
        programmes:same_person programmes:edit_person programmes:access_need
        programmes:getting_ready programmes:ready_job programmes:need_reviewed
        programmes:leave_person programmes:come_back programmes:stop_card programmes:cards
        programmes:join_poster programmes:new_team programmes:edit_team programmes:remove_team
        programmes:days programmes:new_day programmes:edit_day programmes:remove_day
        programmes:move_day programmes:plan programmes:plan_print programmes:order
        programmes:new_session programmes:comment programmes:comment_done
        programmes:session programmes:minutes programmes:put_back
        programmes:publish_day programmes:run programmes:run_news programmes:copy_day
        programmes:copy_session programmes:keep_day
        programmes:keep_session programmes:use_session programmes:use_day programmes:agenda_files
        programmes:plan_csv programmes:plan_markdown programmes:answer_suggestion
        mindsets:frameworks mindsets:new_framework mindsets:framework
        mindsets:draft mindsets:new_mindset mindsets:places mindsets:mindset
        mindsets:moments mindsets:new_moment mindsets:edit_moment
        mindsets:set_worksheets mindsets:shared
    """,
    "roles": """
        programmes:change_kept programmes:change_template
        programmes:thank_yous programmes:thanks_of_day programmes:thank_you
        programmes:thanks_told
        programmes:thanks_export
        programmes:invite programmes:role programmes:take_back_invitation
        programmes:new_programme programmes:copy programmes:close_day
    """,
    "export": "programmes:export programmes:export_numbers programmes:audit mindsets:picture_outside",
    "admin": """
        organisation:programmes organisation:new_programme organisation:settings
        organisation:admins organisation:take_away_admin organisation:export organisation:audit
    """,
}
ROW_OF = {name: row for row, names in ROUTES.items() for name in names.split()}
