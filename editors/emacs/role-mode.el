;;; role-mode.el --- Write role documents, with rolelint  -*- lexical-binding: t; -*-

;; Author: The rolelint developers
;; Version: 0.1.0
;; Package-Requires: ((emacs "29.1"))
;; Keywords: languages, text
;; URL: https://github.com/rolelint/rolelint
;; SPDX-License-Identifier: MIT OR Apache-2.0

;;; Commentary:

;; A major mode for `.role', a plain-text language for roles and job
;; specs with one fact a line: colours, outline, an index of roles and
;; sections.  Findings, explanations, completion, renaming and
;; formatting come from the language server of rolelint, through Eglot:
;;
;;   (add-hook 'role-mode-hook #'eglot-ensure)
;;
;; Settings of the server belong to `eglot-workspace-configuration':
;;
;;   (setq-default eglot-workspace-configuration
;;                 '(:rolelint (:framework "Scrum 2020")))

;;; Code:

(require 'outline)

(defgroup role nil
  "Role documents and job specs."
  :group 'text
  :prefix "role-")

(defcustom role-server-command '("rolelint" "server")
  "The program that Eglot starts for role documents, and its arguments."
  :type '(repeat string))

(defvar eglot-server-programs)

(with-eval-after-load 'eglot
  (add-to-list 'eglot-server-programs
               (cons 'role-mode (lambda (&rest _) role-server-command))))

(defconst role--blank "[ \t\u00a0\u3000]")

(defconst role--heads '("role" "team" "product" "art" "train" "area"))

(defconst role--sections
  '("purpose" "summary" "mission" "duties" "responsibilities" "does" "tasks"
    "contacts" "meets" "decisions" "decides" "decision rights" "authority"
    "measures" "measured by" "success measures" "kpis" "works with"
    "requirements" "needs" "qualifications" "out of scope" "not" "benefits"
    "offers" "sources" "waivers" "waive"))

(defconst role--categories
  '("discovery" "strategy" "roadmap" "backlog" "delivery" "go-to-market"
    "analytics" "stakeholder" "people" "project" "other"))

(defconst role--leads
  '("alone" "advises" "never" "outcome" "impact" "quality" "learning" "output"
    "activity" "must" "nice"))

(defun role--line (words rest)
  "A regexp for a line that begins with one of WORDS and a colon, then REST."
  (concat "^" role--blank "*\\(" (regexp-opt words) role--blank "*:\\)" rest))

(defconst role--mark (concat "^" role--blank "*\\([-*•]\\|[0-9]+\\.\\)" role--blank "+"))

(defvar role-font-lock-keywords
  `((,(concat "^" role--blank "*#\\(?:" role--blank ".*\\)?$")
     (0 font-lock-comment-face))
    (,(role--line role--heads (concat role--blank "*\\([^@\n].*\\)$"))
     (1 font-lock-keyword-face) (2 font-lock-function-name-face))
    (,(role--line role--sections (concat role--blank "*$"))
     (1 font-lock-type-face))
    (,(concat "^\\([[:alpha:]][^:\n]*:\\)" role--blank "*\\(?:[^/\n]\\|$\\)")
     (1 font-lock-variable-name-face))
    (,role--mark (1 'font-lock-delimiter-face))
    (,(concat role--mark "\\([0-9]+\\(?:[.,][0-9]+\\)?" role--blank "*%\\)")
     (2 font-lock-constant-face))
    (,(concat role--mark "\\(?:[0-9.,]+" role--blank "*%" role--blank "*\\)?\\("
              (regexp-opt (append role--categories role--leads)) "\\)" role--blank "*:")
     (2 font-lock-builtin-face))
    ("(\\(customer\\|user\\|internal user\\|prospect\\|partner\\|team\\|stakeholder\\|executive\\|sales\\|support\\))"
     (1 font-lock-builtin-face))
    ("\\(?:^\\|[^[:alnum:]]\\)\\(@[[:alnum:]]+\\(?:[-_][[:alnum:]]+\\)*\\)"
     (1 font-lock-constant-face)))
  "Colours of `role-mode'.")

(defvar role-imenu-generic-expression
  `((nil ,(role--line '("role") (concat role--blank "*\\(.+\\)$")) 2)
    ("Teams and products" ,(role--line '("team" "product" "art" "train" "area") (concat role--blank "*\\([^@\n].*\\)$")) 2)
    ("Sections" ,(role--line role--sections (concat role--blank "*$")) 1))
  "Index of `role-mode'.")

(defun role--outline-level ()
  "1 for a line that opens a block, 2 for a section."
  (if (looking-at (role--line role--heads "")) 1 2))

;;;###autoload
(define-derived-mode role-mode text-mode "Role"
  "Major mode for role documents and job specs.
Sections fold with `outline-minor-mode'; the server of rolelint is
started with `eglot'."
  (setq-local font-lock-defaults '(role-font-lock-keywords t t))
  (setq-local imenu-generic-expression role-imenu-generic-expression)
  (setq-local imenu-case-fold-search t)
  (setq-local comment-start "# ")
  (setq-local comment-start-skip (concat "^" role--blank "*#" role--blank "+"))
  (setq-local comment-end "")
  (setq-local indent-tabs-mode nil)
  (setq-local tab-width 2)
  (setq-local paragraph-start (concat role--blank "*$\\|" role--mark "\\|^[[:alpha:]][^:\n]*:"))
  (setq-local paragraph-separate (concat role--blank "*$"))
  (setq-local adaptive-fill-first-line-regexp "\\`[ \t]*\\'")
  (setq-local outline-regexp
              (concat (role--line role--heads "") "\\|" (role--line role--sections (concat role--blank "*$"))))
  (setq-local outline-level #'role--outline-level))

;;;###autoload
(add-to-list 'auto-mode-alist '("\\.role\\'" . role-mode))

(provide 'role-mode)
;;; role-mode.el ends here
